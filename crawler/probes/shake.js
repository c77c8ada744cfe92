// Runs among the page's own scripts: tells them that the device is shaken, tilted and turned.
async () => {
  for (let round = 0; round < 8; round++) {
    const way = round % 2 ? -1 : 1, motion = {x: 25 * way, y: 20 * way, z: 15 * way};
    window.dispatchEvent(new DeviceMotionEvent("devicemotion", {
      acceleration: motion, accelerationIncludingGravity: {x: 25 * way, y: 9.8, z: 15 * way},
      rotationRate: {alpha: 90 * way, beta: 90 * way, gamma: 90 * way}, interval: 16,
    }));
    for (const name of ["deviceorientation", "deviceorientationabsolute"])
      window.dispatchEvent(new DeviceOrientationEvent(name, {alpha: 40 + 10 * round, beta: 10 * round, gamma: 5 + 6 * round}));
    await new Promise(go => setTimeout(go, 25));
  }
}
