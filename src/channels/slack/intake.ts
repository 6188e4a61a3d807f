import type { Server } from 'node:http'
import { HTTPReceiver, type Receiver, SocketModeReceiver, type webApi } from '@slack/bolt'
import type { Log } from '../../domain/log.ts'
import type { Secret } from '../../domain/secret.ts'
import { libraryLog } from './log.ts'
import { makeOutage } from './outage.ts'
import { keepLinked, unlink } from './socket.ts'
import { within } from './within.ts'

/** How commands and buttons come in. Posting does not wait for it. */
export type Intake = {
  /** For the library's app: each hands it what comes. */
  readonly receivers: readonly Receiver[]
  /** Opens; `onOpen` is called when the first command can be taken. */
  start(onOpen: () => void): void
  /** Why none can come in now, once it was open; null while it can. */
  trouble(): string | null
  close(): Promise<void>
}

/** Where Slack sends requests, when it is not to be socket mode. */
export type HttpIntake = { readonly signingSecret: Secret; readonly port: number; readonly host?: string }

/** Slack opens every connection anew now and then; two of them leave no gap in which a command is lost. */
const LINKS = 2
const FINISH_MS = 3_000

/** Socket mode: we connect outwards, twice. */
export function socketIntake(appToken: Secret, clientOptions: webApi.WebClientOptions, log: Log): Intake {
  const stop = new AbortController()
  const outage = makeOutage(log)
  let links: readonly Promise<void>[] = []
  let refused = false
  const onRefused = (reason: string): void => {
    if (!refused) log.error({ part: 'slack' }, `${reason}. Until that is put right, no command and no button is answered.`)
    refused = true
  }
  const receivers = Array.from(
    { length: LINKS },
    () =>
      new SocketModeReceiver({
        appToken: appToken.reveal(),
        // See `keepLinked` for why the library's own way is off.
        autoReconnectEnabled: false,
        logger: libraryLog(log),
        // Of its own: the library writes into the object it is given.
        installerOptions: { clientOptions: { ...clientOptions } },
      }),
  )
  return {
    receivers,
    trouble: () => outage.why(),
    start(onOpen) {
      const shared = { outage, signal: stop.signal, onOpen, onRefused, staying: new Set<SocketModeReceiver>() }
      links = receivers.map((receiver) => keepLinked(receiver, shared))
    },
    async close() {
      stop.abort()
      await Promise.all(receivers.map((receiver) => unlink(receiver.client)))
      await within(FINISH_MS, links)
    },
  }
}

/** Slack sends signed requests to `/slack/events`; what is not signed, or older than five minutes, is refused by the library. */
export function httpIntake({ signingSecret, port, host }: HttpIntake, log: Log): Intake {
  const receiver = new HTTPReceiver({
    signingSecret: signingSecret.reveal(),
    logger: libraryLog(log),
    bodyLimit: '1mb',
  })
  let server: Promise<Server | null> = Promise.resolve(null)
  return {
    receivers: [receiver],
    trouble: () => null,
    start(onOpen) {
      server = receiver.start({ port, host: host ?? '127.0.0.1' }).then(
        (opened) => {
          onOpen()
          return opened
        },
        (error: NodeJS.ErrnoException) => {
          const why = error.code === 'EADDRINUSE' ? 'the port is taken: choose another' : (error.code ?? error.message)
          log.error({ part: 'slack', port, why }, 'Slack’s requests cannot be taken: no command and no button is answered; posts still go')
          return null
        },
      )
    },
    async close() {
      const opened = await server
      if (opened === null) return
      const stopped = receiver.stop().catch(() => {})
      opened.closeAllConnections()
      await stopped
    },
  }
}
