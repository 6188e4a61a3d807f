import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3-force'
import { actsOf, type Web } from '../domain/network.ts'

/** Where a node stands, in the picture's own units. */
export type Place = { readonly x: number; readonly y: number }

type Body = SimulationNodeDatum & { readonly id: string; readonly half: number }
type Link = SimulationLinkDatum<Body> & { readonly weight: number }

export type Room = {
  readonly width: number
  readonly height: number /** How far a node's words reach to its side. */
  readonly half: (id: string) => number
}

const STEPS = 300
/** Half the height of a node with its words under it. */
const HALF_LINE = 24
/** How much of a row a node's words take beside their middle: nodes lie on ellipses, which the room is wider than high for. */
const FLAT = 0.62

/** The same numbers at every drawing, where the library would take some by chance to part what lies on one spot. */
function lcg(): () => number {
  let state = 1
  return () => {
    state = (1_664_525 * state + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

/**
 * Lays nodes out by force: ties pull, the stronger the more acts they stand for, all push each other apart, and words do not lie on words.
 * It begins on a ring in the order given, the centre in its middle: the same web always gives the same picture.
 */
export function layOut({ nodes, ties, centre }: Web, { width, height, half }: Room): ReadonlyMap<string, Place> {
  const others = nodes.filter(({ id }) => id !== centre)
  const bodies = nodes.map(({ id }): Body => {
    if (id === centre) return { id, half: half(id), x: 0, y: 0, fx: 0, fy: 0 }
    const turn = (2 * Math.PI * others.findIndex((other) => other.id === id)) / Math.max(1, others.length) - Math.PI / 2
    return { id, half: half(id), x: 0.36 * width * Math.cos(turn), y: 0.36 * width * Math.sin(turn) }
  })
  const most = Math.max(1, ...ties.map(actsOf))
  const links = ties.map((tie): Link => ({ source: tie.a, target: tie.b, weight: Math.sqrt(actsOf(tie) / most) }))
  const link = forceLink<Body, Link>(links)
    .id(({ id }) => id)
    .distance(({ weight }) => 0.4 * width - 0.17 * width * weight)
    .strength(({ weight }) => 0.15 + 0.45 * weight)
  forceSimulation(bodies)
    .randomSource(lcg())
    .force('link', link)
    .force('apart', forceManyBody<Body>().strength(-420))
    .force('words', forceCollide<Body>((body) => Math.max(30, FLAT * body.half + 8)).iterations(3))
    .force('x', forceX<Body>().strength(0.05))
    .force('y', forceY<Body>().strength(0.09))
    .stop()
    .tick(STEPS)
  return fitted(bodies, width, height)
}

/** Stretched to the room, so that every node stands whole in it. */
function fitted(bodies: readonly Body[], width: number, height: number): ReadonlyMap<string, Place> {
  const scale = (value: (body: Body) => number, room: (body: Body) => number, size: number): ((body: Body) => number) => {
    const [least, most] = [Math.min(...bodies.map(value)), Math.max(...bodies.map(value))]
    return (body) => {
      const part = most === least ? 0.5 : (value(body) - least) / (most - least)
      const margin = Math.min(room(body), size / 2)
      return margin + part * (size - 2 * margin)
    }
  }
  const x = scale(
    ({ x: at = 0 }) => at,
    ({ half }) => half,
    width,
  )
  const y = scale(
    ({ y: at = 0 }) => at,
    () => HALF_LINE,
    height,
  )
  return new Map(bodies.map((body) => [body.id, { x: x(body), y: y(body) }]))
}
