import { useEffect, useState } from 'react'

/**
 * Whether the same questionnaire is open in another tab of this browser. Tabs greet each other; nothing about the
 * answers is said. Browsers without BroadcastChannel learn it from the server when a save replaces a newer one.
 */
export function useOtherTab(owner: string): boolean {
  const [other, setOther] = useState(false)
  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') return
    const channel = new BroadcastChannel(`regiospiegel-${owner}`)
    channel.onmessage = (event: MessageEvent<'hello' | 'here' | 'gone'>) => {
      if (event.data === 'hello') channel.postMessage('here')
      setOther(event.data !== 'gone')
    }
    channel.postMessage('hello')
    return () => {
      channel.postMessage('gone')
      channel.close()
    }
  }, [owner])
  return other
}
