/** A link to hand on: to copy, or to send with the reader's own mail program. The server never learns the address. */
export function GivenLink(props: { address: string | null; subject: string; text: string; send: string }) {
  if (props.address === null) {
    return (
      <p className="utrecht-paragraph">Deze link is niet meer te lezen. Trek hem in en maak een nieuwe.</p>
    )
  }
  const body = `${props.text}\n\n${props.address}`
  const mail = `mailto:?subject=${encodeURIComponent(props.subject)}&body=${encodeURIComponent(body)}`
  return (
    <>
      <p className="rs-secret" translate="no">
        {props.address}
      </p>
      <p>
        <a className="utrecht-link utrecht-link--html-a" href={mail}>
          {props.send}
        </a>
      </p>
    </>
  )
}
