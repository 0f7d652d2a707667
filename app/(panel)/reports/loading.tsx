// app/(panel)/reports/loading.tsx
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

export default function ReportsLoading() {
  return (
    <div aria-busy="true" className="grid gap-5 lg:gap-6">
      <Skeleton className="h-7 w-32" />
      <Skeleton className="h-9 w-full max-w-lg" />
      <Card className="h-96 p-5">
        <Skeleton className="h-11 w-48" />
      </Card>
      <Card className="h-96 p-5">
        <Skeleton className="h-9 w-32" />
      </Card>
    </div>
  )
}
