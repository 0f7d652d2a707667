// components/home/view-switch.tsx
const option =
  'inline-flex h-7 items-center rounded-sm px-2.5 text-xs font-medium whitespace-nowrap text-muted-foreground peer-checked:bg-card peer-checked:text-foreground peer-checked:shadow-[0_0_0_1px_var(--border)] peer-focus-visible:outline-2 peer-focus-visible:outline-offset-1 peer-focus-visible:outline-ring dark:peer-checked:bg-[oklch(1_0_0/12%)]'

/** Two radios and a rule of the style sheet: it switches before any script has arrived. */
export function ViewSwitch(words: { label: string; hour: string; sum: string }) {
  return (
    <fieldset className="flex shrink-0 rounded-md bg-muted p-0.5 max-md:hidden">
      <legend className="sr-only">{words.label}</legend>
      <span>
        <input type="radio" name="view" id="view-hour" defaultChecked className="peer sr-only" />
        <label htmlFor="view-hour" className={`${option} cursor-pointer`}>
          {words.hour}
        </label>
      </span>
      <span>
        <input type="radio" name="view" id="view-sum" className="peer sr-only" />
        <label htmlFor="view-sum" className={`${option} cursor-pointer`}>
          {words.sum}
        </label>
      </span>
    </fieldset>
  )
}
