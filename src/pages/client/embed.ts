/** In a page that shows an embed: gives each of its frames the height that the embed reports. Nothing else is read. */
addEventListener('message', ({ data, origin, source }: MessageEvent) => {
  const height: unknown = (data as { asylum_outcomes_height?: unknown } | null)?.asylum_outcomes_height
  if (!Number.isInteger(height) || (height as number) < 80 || (height as number) > 4000) return
  for (const frame of document.querySelectorAll('iframe'))
    if (frame.contentWindow === source && new URL(frame.src).origin === origin)
      frame.style.minHeight = `${height}px`
})
