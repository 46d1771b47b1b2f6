import type { FormError } from './error-summary.tsx'
import { ChoiceField, SelectField, TextField } from './form-field.tsx'

/** The first step of a round: its name, the questionnaire and its days. */
export function RoundBasicsFields(props: {
  errors: readonly FormError[]
  values: Partial<Record<string, string>>
  frameworks: readonly { ref: string; title: string }[]
}) {
  const { errors, values, frameworks } = props
  const only = frameworks.length === 1 ? frameworks[0]?.ref : undefined
  return (
    <>
      <TextField
        id="title"
        label="Naam van de ronde"
        hint="Bijvoorbeeld: Meting 2027."
        errors={errors}
        defaultValue={values['title']}
      />
      <TextField
        id="askedBy"
        label="Wie stuurt de vragenlijst?"
        hint="Deze naam zien deelnemers als afzender."
        errors={errors}
        defaultValue={values['askedBy']}
      />
      <SelectField
        id="framework"
        label="Vragenlijst"
        empty="Kies een vragenlijst"
        errors={errors}
        options={frameworks.map(({ ref, title }) => ({ value: ref, text: title }))}
        defaultValue={values['framework'] ?? only ?? ''}
      />
      <ChoiceField
        id="variant"
        label="Kort of volledig?"
        hint="Bij een korte vragenlijst doen meer mensen mee. De volledige vraagt ook naar minder belangrijke onderwerpen."
        errors={errors}
        options={[
          { value: 'core', text: 'Kort' },
          { value: 'full', text: 'Volledig' },
        ]}
        defaultValue={values['variant'] ?? 'core'}
      />
      <TextField
        id="meetingDay"
        label="Wanneer bespreken de bestuurders de uitkomst?"
        hint="De planning telt vanaf die dag terug. Laat leeg als u het nog niet weet."
        type="date"
        short
        errors={errors}
        defaultValue={values['meetingDay']}
      />
      <TextField
        id="closingDay"
        label="Laatste dag om mee te doen"
        hint="De ronde sluit die dag om 23.59 uur. Neem vier weken de tijd, en laat vier weken over tot het overleg."
        type="date"
        short
        errors={errors}
        defaultValue={values['closingDay']}
      />
    </>
  )
}
