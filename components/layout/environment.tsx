// components/layout/environment.tsx
import { FlaskConical } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'

/** A line across the top as long as anything is not production: nobody sells to a simulator unawares. */
export function EnvironmentLine() {
  return <div aria-hidden className="fixed inset-x-0 top-0 z-25 h-0.5 bg-accent" />
}

export function EnvironmentBadge() {
  const t = useTranslations('shell')
  return (
    <Badge variant="environment" className="max-lg:sr-only">
      <FlaskConical aria-hidden />
      {t('testEnvironment')}
    </Badge>
  )
}
