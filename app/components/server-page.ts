import { createContext, useContext } from 'react'

/** What only the server knows of the page it is making. */
export type ServerPage = {
  /** Of this answer's security policy; browsers hide it from scripts. */
  nonce: string
  /** The style sheet itself, for someone who comes in from outside: it saves them a round trip before they see anything. */
  styles: string | null
}

const ServerPageContext = createContext<ServerPage | null>(null)

export const ServerPageProvider = ServerPageContext.Provider

/** Null in the browser. */
export function useServerPage(): ServerPage | null {
  return useContext(ServerPageContext)
}
