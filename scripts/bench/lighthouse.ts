// scripts/bench/lighthouse.ts
import lighthouse from 'lighthouse'
import type { Bench, Figure } from './bench'
import { readDemo } from './support/demo'
import { openBrowser } from './support/open-browser'

const GOALS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 } as const
type Category = keyof typeof GOALS
const CATEGORIES = Object.keys(GOALS) as Category[]

/** Lighthouse as npm has it, its mobile preset, in the browser of the tests, on every offer of the demo. */
export const bench: Bench = {
  name: 'lighthouse',
  about: 'the demo offers in Lighthouse, mobile preset',
  run: async ({ stack: start, browser, say }) => {
    const stack = await start()
    const codes = [...new Set(Object.values(readDemo(stack).offers))].filter(
      (code) => code !== null,
    )
    const figures: Figure[] = []
    for (const code of codes) {
      // A page that was just made is not yet the page its visitors get.
      await fetch(`${stack.url}/o/${code}`).then((answer) => answer.text())
      const { port, close } = await openBrowser(await browser())
      try {
        const done = await lighthouse(`${stack.url}/o/${code}`, {
          ...{ port, output: 'json', logLevel: 'error', onlyCategories: CATEGORIES },
        })
        if (done === undefined) throw new Error('Lighthouse said nothing')
        const { lhr } = done
        if (lhr.runtimeError) throw new Error(lhr.runtimeError.message)
        for (const category of CATEGORIES) {
          const found = lhr.categories[category]
          const value = Math.round((found?.score ?? 0) * 100)
          figures.push({
            ...{ name: `${code} ${category}`, value, unit: '' },
            goal: { atLeast: GOALS[category] },
          })
          if (value >= GOALS[category]) continue
          for (const { id, weight } of found?.auditRefs ?? []) {
            const audit = lhr.audits[id]
            const isBad = weight > 0 && audit !== undefined && (audit.score ?? 1) < 0.9
            if (isBad) say(`${code} ${category}: ${audit.title} (${audit.displayValue ?? id})`)
          }
        }
      } finally {
        await close()
      }
    }
    return figures
  },
}
