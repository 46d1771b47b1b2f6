import type { ChartPicture } from '../results-page.server.ts'
import { ChartFigure } from './chart-figure.tsx'

/** What one lens guessed of the other beside what was answered: a sentence per guess, and one chart. */
export function SelfImageSection({
  image,
}: {
  image: { title: string; sentences: string[]; picture: ChartPicture | null }
}) {
  return (
    <section className="rs-stack" aria-labelledby="zelfbeeld">
      <h2 className="utrecht-heading-2" id="zelfbeeld">
        {image.title}
      </h2>
      <div className="rs-beside">
        <ul className="utrecht-unordered-list">
          {image.sentences.map((sentence) => (
            <li key={sentence} className="utrecht-unordered-list__item">
              {sentence}
            </li>
          ))}
        </ul>
        {image.picture ? <ChartFigure picture={image.picture} /> : null}
      </div>
    </section>
  )
}
