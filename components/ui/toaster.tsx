// components/ui/toaster.tsx
'use client'

import { CircleAlert, CircleCheck, Info, LoaderCircle, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Toaster as Sonner } from 'sonner'

export { toast } from 'sonner'

const icon = 'size-4'

export function Toaster() {
  const t = useTranslations('ui')
  return (
    <Sonner
      position="bottom-center"
      style={{ fontFamily: 'inherit' }}
      containerAriaLabel={t('notices')}
      offset={{ bottom: 'calc(var(--publishbar, 0px) + 24px)' }}
      mobileOffset={{
        bottom: 'calc(var(--tabbar) + var(--thumbbar, 0px) + 12px)',
        left: 16,
        right: 16,
      }}
      icons={{
        success: <CircleCheck aria-hidden className={`${icon} text-paid`} />,
        error: <CircleAlert aria-hidden className={`${icon} text-refused`} />,
        warning: <TriangleAlert aria-hidden className={`${icon} text-waiting`} />,
        info: <Info aria-hidden className={`${icon} text-authorized`} />,
        loading: <LoaderCircle aria-hidden className={`${icon} animate-spin`} />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-start gap-2.5 rounded-lg border bg-popover p-4 text-sm shadow-float sm:w-[356px]',
          icon: 'mt-0.5',
          title: 'font-medium',
          description: 'text-muted-foreground',
          actionButton: 'ml-auto prose-link font-medium whitespace-nowrap',
        },
      }}
    />
  )
}
