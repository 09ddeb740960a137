(function () {
  "use strict";
  var marks = Array.prototype.slice.call(document.querySelectorAll(".m"));
  var byRow = {};
  marks.forEach(function (mark) {
    mark.dataset.r.split(" ").forEach(function (row) { (byRow[row] = byRow[row] || []).push(mark); });
  });
  var lit = [];
  function clear() { lit.forEach(function (node) { node.classList.remove("on"); }); lit = []; }
  function light(nodes) { clear(); nodes.forEach(function (node) { if (node) { node.classList.add("on"); lit.push(node); } }); }
  function rowOf(node) { return node.closest ? node.closest("tr[id]") : null; }
  function marksOf(row) { return byRow[row.id.slice(1)] || []; }
  function rowsOf(mark) { return mark.dataset.r.split(" ").map(function (row) { return document.getElementById("r" + row); }); }
  document.addEventListener("mouseover", function (event) {
    var row = rowOf(event.target), mark = event.target.closest && event.target.closest(".m");
    if (row) { light(marksOf(row)); } else if (mark) { light(rowsOf(mark)); }
  });
  document.addEventListener("focusin", function (event) { var row = rowOf(event.target); if (row) { light(marksOf(row)); } });
  document.addEventListener("click", function (event) {
    var row = rowOf(event.target);
    if (!row || event.target.closest("a") || String(window.getSelection())) { return; }
    var found = marksOf(row);
    if (found.length) { found[0].scrollIntoView({ block: "center" }); light(found); }
  });
}());
