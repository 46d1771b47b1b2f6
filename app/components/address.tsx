/** An e-mail address to write to. */
export function Address({ email }: { email: string }) {
  return (
    <a className="utrecht-link utrecht-link--html-a" href={`mailto:${email}`}>
      {email}
    </a>
  )
}
