// components/notifications/diff-lines.ts

export type DiffLine = { readonly mark: 'same' | 'gone' | 'new'; readonly text: string }

/** Line by line, by the longest part both have: texts here are a few dozen lines at most. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  const long: number[][] = Array.from({ length: a.length + 1 }, () => Array(b.length + 1).fill(0))
  const at = (i: number, j: number) => long[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = long[i]
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ mark: 'same', text: a[i] ?? '' })
      i++
      j++
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ mark: 'gone', text: a[i++] ?? '' })
    } else lines.push({ mark: 'new', text: b[j++] ?? '' })
  }
  return lines
}
