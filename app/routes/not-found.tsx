import { data } from '@remix-run/node'

/** Every address that no other route answers. */
export function loader(): never {
  throw data(null, { status: 404 })
}

export default function NotFound() {
  return null
}
