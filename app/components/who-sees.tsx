/** What becomes of someone's answers, in whole sentences: before the first question and again after sending. */
export function WhoSees({ promise }: { promise: readonly string[] }) {
  return (
    <section className="rs-promise rs-stack" aria-labelledby="belofte">
      <h2 className="utrecht-heading-2" id="belofte">
        Wie ziet uw antwoorden?
      </h2>
      <ul className="utrecht-unordered-list">
        {promise.map((sentence) => (
          <li key={sentence} className="utrecht-unordered-list__item">
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  )
}
