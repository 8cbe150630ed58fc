/** Two decimals of a degree are about a kilometre; the exact place never leaves the device (依据 DAY-5). */
const DECIMALS = 2;
const PATIENCE_MILLIS = 15_000;

/** `28.68,115.86`, the form in which the server takes a position. */
export function coarse({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `${latitude.toFixed(DECIMALS)},${longitude.toFixed(DECIMALS)}`;
}

/** Asks the browser once where it is; null when the person or the device refuses. Nothing is watched. */
export function positionOnce(): Promise<string | null> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) {
      resolve(null);
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(coarse(coords)),
      () => resolve(null),
      { enableHighAccuracy: false, timeout: PATIENCE_MILLIS, maximumAge: 0 },
    );
  });
}
