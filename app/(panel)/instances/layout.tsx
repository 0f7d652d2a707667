// app/(panel)/instances/layout.tsx
import { type ReactNode, Suspense } from 'react'
import { ResumeStore } from '@/components/stores/resume-store'

/** Whoever came from a store's wizard finds the way back to it on every page of an instance. */
export default function InstancesLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <Suspense>
        <ResumeStore />
      </Suspense>
      {children}
    </>
  )
}
