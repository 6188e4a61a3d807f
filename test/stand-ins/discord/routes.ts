import type { BucketLimit } from './buckets.ts'
import type { Upload } from './messages.ts'
import type { Json, World } from './world.ts'

/** A request as the routes see it. */
export type Ask = {
  readonly params: readonly string[]
  readonly query: URLSearchParams
  /** The JSON body, or the `payload_json` of a multipart body. */
  readonly payload: Json
  /** The JSON body where it is a list. */
  readonly list: readonly Json[]
  readonly uploads: readonly Upload[]
  /** Counts against a bucket: answers its headers, throws its 429. */
  readonly take: (route: string, major: string, own?: BucketLimit) => Record<string, string>
}

export type Answer = { readonly status: number; readonly body: unknown; readonly headers: Readonly<Record<string, string>> }
export type Route = (world: World, ask: Ask) => Answer
export type RouteTable = readonly (readonly [method: string, path: RegExp, route: Route])[]

export const json = (body: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({ status: 200, body, headers })

/** 204 without a content type: the client would try to parse an empty body as JSON. */
export const noContent = (): Answer => ({ status: 204, body: undefined, headers: {} })
