/** The editor makes links, also to commands, of what a message quotes from others: these stay text. */
export function withoutLinks(message: string): string {
  return message.replaceAll("](", "] (");
}
