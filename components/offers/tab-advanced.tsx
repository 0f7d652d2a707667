// components/offers/tab-advanced.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { CodeChip } from '@/components/ui/code-chip'
import { CopyButton } from '@/components/ui/copy-button'
import { Help } from '@/components/ui/help'
import type { OfferFieldName } from '@/lib/offers/offer-fields'
import { useEditor } from './editor-context'
import type { OfferForm } from './offer-form'
import { OfferMoves, type OfferMovesProps } from './offer-moves'
import { plainText } from './plain-text'
import { Section } from './section'
import { BlockFields, LeadFormFields } from './tab-content'

type Props = OfferMovesProps & {
  /** The short link and the page, whole. */
  readonly link: string
  readonly address: string
  readonly goTo: (field: OfferFieldName) => void
}

/** Order of the page, its address, how searches show it, and what is done with the offer as a whole. */
export function TabAdvanced({ link, address, goTo, ...moves }: Props) {
  const t = useTranslations('offers')
  const { code } = useEditor().offer
  return (
    <>
      <Section title={t('section.blocks')}>
        <BlockFields goTo={goTo} />
        <LeadFormFields />
      </Section>
      <Section title={t('section.address')}>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
          <div className="flex items-center gap-1">
            <span className="text-sm font-medium">{t('address.code')}</span>
            <Help of={t('address.code')}>{t('address.codeHelp')}</Help>
          </div>
          <p className="flex flex-wrap items-center gap-2">
            <CodeChip>{code}</CodeChip>
            <span className="min-w-0 text-sm break-all text-muted-foreground">{link}</span>
            <CopyButton text={link} label={t('editor.copyLink')} />
          </p>
        </div>
        <SearchLook address={address} />
      </Section>
      <Section title={t('section.whole')}>
        <OfferMoves {...moves} />
      </Section>
    </>
  )
}

const TITLE_MAX = 60
const SUMMARY_MAX = 155

/** As a search shows it, from the title and the first words of the description. */
function SearchLook({ address }: { readonly address: string }) {
  const t = useTranslations('offers.address')
  const [title, subtitle, description] = useWatch<OfferForm, ['title', 'subtitle', 'description']>({
    name: ['title', 'subtitle', 'description'],
  })
  const summary = plainText(description) || subtitle
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex items-center gap-1">
        <span className="text-sm font-medium">{t('search')}</span>
        <Help of={t('search')}>{t('searchHelp')}</Help>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-0.5 rounded-md border p-3">
        <span className="truncate text-xs text-muted-foreground">{address}</span>
        <span className="truncate text-base text-authorized">{cut(title, TITLE_MAX)}</span>
        <span className="text-sm text-muted-foreground">
          {summary === '' ? t('noSummary') : cut(summary, SUMMARY_MAX)}
        </span>
      </div>
    </div>
  )
}

const cut = (text: string, max: number) =>
  text.length > max ? `${text.slice(0, max).trimEnd()}…` : text
