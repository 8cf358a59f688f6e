/* Where the browser asks first for the page's other language, one line at its head offers it. The address alone
   decides what is read: nobody is led anywhere, and the page that is cached is the same for all. */
(() => {
  const words = { en: "This page is also in English", bn: "এই পাতাটি বাংলায়ও আছে" };
  const link = document.querySelector(".top .lang[hreflang]");
  const wanted = navigator.languages.map(each => each.slice(0, 2).toLowerCase()).find(each => each in words);
  if (!link || wanted !== link.hreflang) return;
  const offer = document.createElement("aside"), way = document.createElement("a");
  way.href = link.href;
  way.hreflang = wanted;
  way.textContent = words[wanted];
  offer.className = "demo no-print offer";
  offer.lang = wanted;
  offer.setAttribute("aria-label", words[wanted]);
  offer.append(way);
  document.querySelector(".skip").after(offer);
})();
