import * as vscode from "vscode";

/** A row of a view, ready to be shown, with the rows under it. */
export interface Row<Self> {
  /** Unique in the view, and the same as long as the row stands for the same thing. */
  readonly id: string;
  readonly item: vscode.TreeItem;
  readonly children: readonly Self[];
}

const quietMilliseconds = 300;

/**
 * The rows of a view, read when it is first shown and again when `update` says that something may
 * have changed. The editor drops rows that it is told to read anew while it still reads them, so it
 * is told only of rows that differ, and not while it reads.
 */
export class RowTree<R extends Row<R>> implements vscode.TreeDataProvider<R>, vscode.Disposable {
  readonly #read: () => Promise<readonly R[]>;
  readonly #changed = new vscode.EventEmitter<R[] | undefined>();
  /** Undefined until somebody looks. */
  #rows: Promise<readonly R[]> | undefined;
  #readAt = 0;
  #updates = 0;
  #updating: Promise<void> | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(read: () => Promise<readonly R[]>) {
    this.#read = read;
  }

  async getChildren(row?: R): Promise<R[]> {
    this.#rows ??= this.#read();
    const rows = row === undefined ? await this.#rows : row.children;
    this.#readAt = Date.now();
    return [...rows];
  }

  getTreeItem({ id, item }: R): vscode.TreeItem {
    item.id = id;
    return item;
  }

  /** Shows what is different now, soon. */
  update(): void {
    this.#updates += 1;
    if (this.#rows !== undefined) this.#updating ??= this.#updateAll();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #updateAll(): Promise<void> {
    for (let done = -1; done !== this.#updates; ) {
      await this.#quiet();
      done = this.#updates;
      const [before = [], now] = await Promise.all([this.#rows, this.#read()]);
      const changed = new Set<R | undefined>();
      this.#rows = Promise.resolve(merged(before, now, undefined, changed));
      const isTopmost = changed.delete(undefined);
      if (isTopmost) this.#changed.fire(undefined);
      else if (changed.size > 0) this.#changed.fire([...changed] as R[]);
    }
    this.#updating = undefined;
  }

  async #quiet(): Promise<void> {
    await this.#rows;
    for (;;) {
      const wait = this.#readAt + quietMilliseconds - Date.now();
      if (wait <= 0) return;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/**
 * The rows as they are now, in the objects that the editor knows from before. Collects the rows to
 * be shown anew, and undefined when it is the topmost that come or go.
 */
function merged<R extends Row<R>>(
  before: readonly R[],
  now: readonly R[],
  parent: R | undefined,
  changed: Set<R | undefined>,
): readonly R[] {
  const known = new Map(before.map((row) => [row.id, row]));
  if (before.length !== now.length || before.some(({ id }, index) => id !== now[index]?.id)) {
    changed.add(parent);
  }
  return now.map((row) => {
    const own = known.get(row.id);
    if (own === undefined) return row;
    if (looks(own) !== looks(row)) changed.add(own);
    const children = merged(own.children, row.children, own, changed);
    return Object.assign(own, row, { children });
  });
}

function looks({ id, item }: Row<unknown>): string {
  return JSON.stringify({ ...item, id });
}
