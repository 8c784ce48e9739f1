/** A list by what each of its members is told by, in the order of the list. */
export function groupedBy<Member>(
  list: readonly Member[],
  idOf: (member: Member) => string
): Map<string, Member[]> {
  const groups = new Map<string, Member[]>()
  for (const member of list) {
    const id = idOf(member)
    const others = groups.get(id)
    if (others) others.push(member)
    else groups.set(id, [member])
  }
  return groups
}
