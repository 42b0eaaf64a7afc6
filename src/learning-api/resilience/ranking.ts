/** Members by a small whole number. Finds those with the lowest and the highest number without a search. */
export interface Ranking<Member> {
  /** Adds a member, or changes its rank. It comes after all others of the same rank, unless it has that rank already. */
  put(member: Member, rank: number): void;
  remove(member: Member): void;
  /** The member with the lowest rank that has had it longest. */
  lowest(): Member | undefined;
  /** The member with the highest rank that has had it longest. */
  highest(): Member | undefined;
}

export function createRanking<Member>(): Ranking<Member> {
  const ranks = new Map<Member, number>();
  const membersByRank: Set<Member>[] = [];

  const remove = (member: Member) => {
    const rank = ranks.get(member);
    if (rank === undefined) return;
    ranks.delete(member);
    membersByRank[rank]?.delete(member);
    while (membersByRank.at(-1)?.size === 0) membersByRank.pop();
  };

  return {
    put: (member, rank) => {
      if (ranks.get(member) === rank) return;
      remove(member);
      ranks.set(member, rank);
      while (membersByRank.length <= rank) membersByRank.push(new Set());
      membersByRank[rank]?.add(member);
    },
    remove,
    lowest: () => first(membersByRank.find((members) => members.size > 0)),
    highest: () => first(membersByRank.at(-1)),
  };
}

export function first<Item>(items: ReadonlySet<Item> | undefined): Item | undefined {
  return items?.values().next().value;
}
