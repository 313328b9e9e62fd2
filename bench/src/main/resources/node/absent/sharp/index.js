// Images are no part of this measurement; the library that loads this one only looks whether it is there.
export default function sharp() {
  throw new Error('images are not supported here');
}
