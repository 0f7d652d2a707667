// app/(panel)/offers/loading.tsx
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

const LINES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

export default function OffersLoading() {
  return (
    <div aria-busy="true">
      <Skeleton className="mb-6 h-7 w-32" />
      <Skeleton className="mb-4 h-9 w-full max-w-md" />
      <Card>
        {LINES.map((line) => (
          <div key={line} className="flex h-12 items-center gap-4 border-t px-4 first:border-t-0">
            <Skeleton className="h-4 flex-1" />
            <Skeleton className="h-4 w-24" />
            <Skeleton className="h-4 w-20" />
          </div>
        ))}
      </Card>
    </div>
  )
}
