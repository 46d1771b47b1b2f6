import type { FormError } from './error-summary.tsx'
import { TextArea, TextField } from './form-field.tsx'

/** Name and municipalities of a region. */
export function RegionFields(props: {
  errors: readonly FormError[]
  values: Partial<Record<string, string>>
}) {
  return (
    <>
      <TextField
        id="title"
        label="Naam van de regio"
        hint="Zoals deelnemers de regio kennen. Deze naam komt op het rapport."
        errors={props.errors}
        defaultValue={props.values['title']}
      />
      <TextArea
        id="municipalities"
        label="Gemeenten"
        hint="Eén gemeente per regel, met de CBS-code ervoor. Bijvoorbeeld: GM0141 Almelo. De codes staan op de site van het CBS onder ‘gemeentelijke indeling’."
        errors={props.errors}
        defaultValue={props.values['municipalities']}
      />
    </>
  )
}
