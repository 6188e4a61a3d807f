import { createHash } from 'node:crypto'
import type { NewDelivery } from '../domain/delivery.ts'

/** Discord takes nonces of at most 25 characters. https://discord.com/developers/docs/resources/message#create-message */
const LENGTH = 25

/** The same for every try of one (story, revision, route): 25 hex characters, by which a platform or we know it again. */
export const deliveryKey = ({ storyId, revision, routeId }: NewDelivery): string =>
  createHash('sha256')
    .update(JSON.stringify([storyId, revision, routeId]))
    .digest('hex')
    .slice(0, LENGTH)
