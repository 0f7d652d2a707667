// app/(panel)/notifications/contacts/page.tsx
import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { ContactSearch } from '@/components/contacts/contact-search'
import { ContactTable } from '@/components/contacts/contact-table'
import { ImportForm } from '@/components/contacts/import-form'
import { SuppressForm } from '@/components/contacts/suppress-form'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Filters } from '@/components/ui/filters'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { CONTACT_LISTS, type ContactList, listContacts } from '@/lib/notifications/contact-views'
import { IMPORT_LINES_MAX } from '@/lib/notifications/import-contacts'
import { notAllowed } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { catalogue } from '@/lib/postbacks/registry'
import { releaseAction, suppressAction } from './actions'

const HERE = '/notifications/contacts'

/** What each platform is called. */
const PLATFORMS = Object.fromEntries(catalogue.map(({ code, label }) => [code, label]))

const words = z
  .string()
  .trim()
  .max(300)
  .transform((text) => text || undefined)
  .optional()
  .catch(undefined)

const Query = z.object({ list: z.enum(CONTACT_LISTS).catch('left'), q: words, cursor: words })

type Props = { readonly searchParams: Promise<Record<string, string>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('contacts'))('title') }
}

export default async function ContactsPage({ searchParams }: Props) {
  const ctx = await memberContext(HERE)
  const { list, q, cursor } = Query.parse(await searchParams)
  const [t, { rows, next }] = await Promise.all([
    getTranslations('contacts'),
    listContacts(ctx, { list, search: q, cursor }),
  ])
  const mayWork = !notAllowed(ctx, 'work')
  const address = (more: Record<string, string>) =>
    `${HERE}?${new URLSearchParams({ list, ...(q && { q }), ...more })}`
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        back={{ href: '/notifications', label: t('back') }}
        actions={
          <Button asChild>
            <a href={`${HERE}/export?list=${list}`} download>
              <Download aria-hidden />
              {t('export.button')}
            </a>
          </Button>
        }
      />
      <ContactSearch action={HERE} words={q ?? ''} list={list} />
      <Filters
        label={t('lists')}
        links={CONTACT_LISTS.map((each) => ({
          href: `${HERE}?${new URLSearchParams({ list: each, ...(q && { q }) })}`,
          label: t(`list.${each}.name`),
          current: each === list,
        }))}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px] lg:gap-6">
        <div className="min-w-0">
          <Card aria-label={t(`list.${list}.name`)}>
            <p className="border-b px-4 py-3 text-muted-foreground lg:px-5">
              {t(`list.${list}.text`)}
            </p>
            {rows.length === 0 ? (
              <Nothing list={list} search={q} />
            ) : (
              <ContactTable
                rows={rows}
                list={list}
                platforms={PLATFORMS}
                {...(mayWork && { onRelease: releaseAction })}
              />
            )}
          </Card>
          <Pagination
            nextHref={next === null ? null : address({ cursor: next })}
            firstHref={cursor === undefined ? null : address({})}
          />
        </div>
        {mayWork && <Add />}
      </div>
    </>
  )
}

async function Nothing({
  list,
  search,
}: {
  readonly list: ContactList
  readonly search?: string | undefined
}) {
  const t = await getTranslations('contacts')
  if (search !== undefined) {
    return (
      <EmptyState
        title={t('nobody.title')}
        action={
          <Button asChild>
            <Link href={`${HERE}?list=${list}`}>{t('nobody.action')}</Link>
          </Button>
        }
      >
        {t('nobody.text')}
      </EmptyState>
    )
  }
  return <EmptyState title={t(`list.${list}.empty`)}>{t(`list.${list}.emptyText`)}</EmptyState>
}

async function Add() {
  const t = await getTranslations('contacts')
  return (
    <div className="grid gap-5">
      <Card aria-labelledby="suppress">
        <CardHeader>
          <div>
            <CardTitle id="suppress">{t('suppress.title')}</CardTitle>
            <CardDescription>{t('suppress.text')}</CardDescription>
          </div>
        </CardHeader>
        <CardContent>
          <SuppressForm action={suppressAction} />
        </CardContent>
      </Card>
      <Card aria-labelledby="import">
        <CardHeader>
          <div>
            <CardTitle id="import">{t('import.title')}</CardTitle>
            <CardDescription>{t('import.text')}</CardDescription>
          </div>
        </CardHeader>
        <CardContent>
          <ImportForm most={IMPORT_LINES_MAX} />
        </CardContent>
      </Card>
    </div>
  )
}
