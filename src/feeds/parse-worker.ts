import { parentPort } from 'node:worker_threads'
import type { DocumentHints } from './document.ts'
import { parseFeed } from './parse.ts'

/** The inside of the parse worker: one document a message, one answer a document. */
export type ParseTask = { readonly id: number; readonly bytes: Uint8Array; readonly hints: DocumentHints }

parentPort?.on('message', async ({ id, bytes, hints }: ParseTask) => {
  parentPort?.postMessage({ id, result: await parseFeed(bytes, hints) })
})
// Told once: what the worker needs is loaded.
parentPort?.postMessage('ready')
