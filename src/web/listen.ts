import type { Server } from 'node:http'

/** The page could not be opened. The message names the port and says what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen'
}

function inWords(error: NodeJS.ErrnoException, host: string, port: number, variables: string): string {
  const other = port === 0 ? 8788 : port + 1
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use: another program, perhaps another Alignment Watch, holds it. Stop that one, or choose another port: ${variables}_PORT=${other}.`
    case 'EACCES':
      return `This account may not listen on port ${port}. Choose one above 1023: ${variables}_PORT=8787.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address “${host}”. Use 127.0.0.1 for this machine only, or 0.0.0.0 for every address: ${variables}_HOST=127.0.0.1.`
    default:
      return `The page could not listen on ${host}, port ${port}: ${error.message}. Choose another port: ${variables}_PORT=${other}.`
  }
}

/** The port that the server listens on, once it does; rejects with CannotListen, which names the variables to change (`WEB_PORT`). */
export const listening = (server: Server, host: string, port: number, variables = 'WEB'): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new CannotListen(inWords(error, host, port, variables), { cause: error })))
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

/** Closes the server with whatever is still connected. */
export const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
