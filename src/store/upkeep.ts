import type { Clock } from '../domain/clock.ts'
import type { Upkeep } from '../domain/upkeep.ts'
import { check } from './check.ts'
import type { Engine } from './engine.ts'
import { forget } from './retention.ts'

export const createUpkeep = (engine: Engine, now: Clock): Upkeep => ({
  forget: (kind, before, limit) => forget(engine, now, kind, before, limit),
  reclaim: (bytes) => engine.upkeep.reclaim(bytes),
  check: (onStep) => check(engine, onStep),
})
