import { REGION_RIGHTS } from '../domain/access/access.ts'
import { rightText } from '../text/nl.ts'
import { ChoiceField, TickField } from './choice-field.tsx'
import type { FormError } from './error-summary.tsx'
import { TextField } from './text-field.tsx'

/** Who someone is, whether they run the installation, and their right in each region. */
export function AccountFields(props: {
  errors: readonly FormError[]
  values: { name: string; email: string; administrator: boolean; regions: Readonly<Record<string, string>> }
  regions: { id: string; title: string }[]
}) {
  const { errors, values } = props
  return (
    <>
      <TextField id="naam" name="name" label="Naam" defaultValue={values.name} errors={errors} />
      <TextField
        id="email"
        name="email"
        label="E-mailadres"
        type="email"
        inputMode="email"
        defaultValue={values.email}
        errors={errors}
      />
      <h2 className="utrecht-heading-2">Wat mag deze persoon?</h2>
      <TickField
        id="beheerder"
        name="administrator"
        label="Beheerder van deze installatie"
        hint="Maakt accounts en regio’s en leest het logboek. Ziet niets van een regio zonder recht in die regio."
        ticked={values.administrator}
      />
      {props.regions.length === 0 ? (
        <p className="utrecht-paragraph rs-quiet">
          Er zijn nog geen regio’s. Rechten in een regio geeft u later.
        </p>
      ) : null}
      {props.regions.map((region) => (
        <ChoiceField
          key={region.id}
          idPrefix={`regio-${region.id}`}
          name={`region:${region.id}`}
          legend={`In de regio ${region.title}`}
          chosen={values.regions[region.id] ?? ''}
          options={[
            { value: '', label: 'Niets' },
            ...REGION_RIGHTS.map((right) => ({
              value: right,
              label: rightText[right].title,
              hint: rightText[right].text,
            })),
          ]}
        />
      ))}
    </>
  )
}
