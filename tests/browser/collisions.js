// Draws a figure in so many pixels, and lists the words that run over another, over a dot, or over the figure's edge.
window.collisions = async ({ figure, width }) => {
  const place = document.body;
  place.innerHTML = "<div id='figure'></div>";
  const drawing = document.getElementById("figure");
  await Plotly.newPlot(drawing, figure.data, { ...figure.layout, width }, { staticPlot: true, displayModeBar: false });
  const frame = drawing.getBoundingClientRect();
  const within = (box) => ({
    left: box.left - frame.left, right: box.right - frame.left, top: box.top - frame.top, bottom: box.bottom - frame.top,
  });
  const isSeen = (element) => element.textContent.trim() && getComputedStyle(element).opacity !== "0"
    && getComputedStyle(element).display !== "none";
  const kinds = ".xtick text, .ytick text, .annotation-text, .textpoint text, .bartext, .legendtext, .xtitle, .ytitle";
  const words = [...new Set(drawing.querySelectorAll(kinds))].filter(isSeen).flatMap((owner) => {
    // The ink of letters is lower than their line; a space before bold letters is no ink.
    const parts = ["tspan.line", "tspan[style*=bold]"].map((each) => [...owner.querySelectorAll(each)]);
    const inks = parts.find((each) => each.length) ?? [owner];
    return inks.map((ink) => {
      const box = within(ink.getBoundingClientRect());
      return { owner, text: ink.textContent.trim(), ...box, top: box.top + 2, bottom: box.bottom - 3 };
    });
  });
  const meet = (one, other, least) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > least
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > least;
  const found = [];
  words.forEach((word, place) => {
    if (word.left < -1 || word.right > width + 1 || word.top < -3 || word.bottom > frame.height + 3) {
      found.push(`«${word.text}» is cut`);
    }
    words.slice(place + 1).filter((other) => other.owner !== word.owner && meet(word, other, 1))
      .forEach((other) => found.push(`«${word.text}» over «${other.text}»`));
  });
  const dots = [...drawing.querySelectorAll(".points path")].map((dot) => within(dot.getBoundingClientRect()));
  words.filter((word) => !word.owner.matches(".bartext") && dots.some((dot) => meet(word, dot, 3)))
    .forEach((word) => found.push(`«${word.text}» over a dot`));
  return found;
};
