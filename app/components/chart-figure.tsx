import type { ChartPicture } from '../results-page.server.ts'

/** A chart with its sentence above it and its figures below it, in a table that opens on request. */
export function ChartFigure({ picture }: { picture: ChartPicture }) {
  return (
    <figure className="rs-chart" aria-labelledby={`grafiek-${picture.id}`}>
      <figcaption className="rs-chart__title" id={`grafiek-${picture.id}`}>
        {picture.title}
      </figcaption>
      {/* Drawn by app/render/chart.ts, which escapes every word in it. */}
      <div className="rs-chart__drawing" dangerouslySetInnerHTML={{ __html: picture.svg }} />
      <details className="rs-details">
        <summary>
          De cijfers in een tabel<span className="rs-visually-hidden">: {picture.caption}</span>
        </summary>
        <div
          className="rs-details__body rs-table-scroll"
          tabIndex={0}
          role="region"
          aria-label={picture.caption}
        >
          <table className="utrecht-table">
            <caption className="utrecht-table__caption">{picture.caption}</caption>
            <thead className="utrecht-table__header">
              <tr className="utrecht-table__row">
                {picture.columns.map(({ title, right }) => (
                  <th
                    key={title}
                    scope="col"
                    className={`utrecht-table__header-cell${right ? ' rs-number' : ''}`}
                  >
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="utrecht-table__body">
              {picture.rows.map((row) => (
                <tr className="utrecht-table__row" key={row[0]}>
                  {row.map((cell, index) =>
                    index === 0 ? (
                      <th key={index} scope="row" className="utrecht-table__cell">
                        {cell}
                      </th>
                    ) : (
                      <td key={index} className="utrecht-table__cell rs-number">
                        {cell}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}
