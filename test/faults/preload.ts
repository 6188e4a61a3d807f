// Given to the program with --import; its worker threads, which are given it too, are left alone.
import { isMainThread } from 'node:worker_threads'

if (isMainThread) await import('./takeover.ts')
