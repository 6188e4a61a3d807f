import type { Brief } from '../domain/brief.ts'
import type { NewDelivery, Route } from '../domain/delivery.ts'

/** The routes a brief goes to, in the order configured. */
export const routesFor = (brief: Brief, routes: readonly Route[]): readonly Route[] => routes.filter((route) => takes(route, brief))

/** The outbox rows for one revision: of the routes that are live. */
export const deliveriesFor = (brief: Brief, routes: readonly Route[]): readonly NewDelivery[] =>
  routesFor(
    brief,
    routes.filter(({ mode }) => mode !== 'digest'),
  ).map((route) => ({ storyId: brief.storyId, revision: brief.revision, routeId: route.id }))

const takes = (route: Route, brief: Brief): boolean => isAbout(route, brief) && isIn(route, brief) && names(route, brief)

/** One of the route's alignments, at its threshold or above. */
const isAbout = (route: Route, brief: Brief): boolean =>
  brief.alignments.some(({ id, score }) => route.alignments.includes(id) && score >= route.threshold)

const isIn = (route: Route, brief: Brief): boolean =>
  route.languages.length === 0 || brief.sources.some((source) => route.languages.includes(source.language))

const names = (route: Route, brief: Brief): boolean => route.actors.length === 0 || brief.actors.some((id) => route.actors.includes(id))

/** Whether a route is told of unusual activity. A route that is live can bear one post more a week; one of digests asked for quiet. */
export const wantsAlerts = ({ alerts, mode }: Pick<Route, 'alerts' | 'mode'>): boolean => alerts ?? mode !== 'digest'
