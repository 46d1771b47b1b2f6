/** A QR code, drawn without style attributes; `label` says in words what it holds. */
export function QrPicture({ code, label }: { code: { size: number; path: string }; label: string }) {
  return (
    <svg
      className="rs-qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
    >
      <path d={code.path} fill="#000" />
    </svg>
  )
}
