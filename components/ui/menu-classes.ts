// components/ui/menu-classes.ts
/** What floats: the one soft shadow of the house. */
export const floating =
  'z-50 overflow-y-auto rounded-lg border bg-popover p-1 text-popover-foreground shadow-float ' +
  'data-[state=open]:animate-in data-[state=closed]:animate-out'

export const menuItem =
  'relative flex min-h-10 cursor-default items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-none select-none md:min-h-8 ' +
  'data-highlighted:bg-muted data-disabled:pointer-events-none data-disabled:text-muted-foreground ' +
  '[&_svg]:size-4 [&_svg]:shrink-0 [&>svg]:text-muted-foreground'
