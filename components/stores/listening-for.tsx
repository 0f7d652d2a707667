// components/stores/listening-for.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Listening } from '@/components/ui/wait-box'

const SECOND_MS = 1_000
const MINUTE = 60

/** How long the address has been listened to; the server renders it without the seconds. */
export function ListeningFor({ since }: { readonly since: string }) {
  const t = useTranslations('stores.wizard.address')
  const [seconds, setSeconds] = useState<number | null>(null)
  useEffect(() => {
    const count = () => setSeconds(Math.max(0, (Date.now() - Date.parse(since)) / SECOND_MS))
    count()
    const timer = setInterval(count, SECOND_MS)
    return () => clearInterval(timer)
  }, [since])
  return (
    <Listening>{t('listening', { time: seconds === null ? '…' : clockOf(seconds) })}</Listening>
  )
}

function clockOf(seconds: number): string {
  const whole = Math.floor(seconds)
  const [hours, minutes] = [Math.floor(whole / MINUTE / MINUTE), Math.floor(whole / MINUTE)]
  if (hours >= 48) return `${Math.floor(hours / 24)} d`
  if (hours > 0) return `${hours} h ${minutes % MINUTE} min`
  return `${minutes}:${String(whole % MINUTE).padStart(2, '0')}`
}
