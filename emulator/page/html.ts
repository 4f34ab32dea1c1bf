/** The page without its content: the script fills in what the control interface says. */
export const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Partner Center emulator</title>
<link rel="icon" href="/_emulator/page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/_emulator/page/style.css">
<script type="module" src="/_emulator/page/main.js"></script>
</head>
<body>
<a class="skip" href="#customers">To the customers</a>
<header>
  <img src="/_emulator/page/icon.svg" alt="" width="32" height="32">
  <div class="title">
    <h1>Partner Center emulator</h1>
    <p id="address"></p>
  </div>
  <section id="clock" class="clock" aria-label="Clock"></section>
</header>
<p id="problem" role="alert" hidden></p>
<p id="told" class="visually-hidden" role="status"></p>
<main>
  <div class="column">
    <section class="card" aria-labelledby="customers-heading" id="customers" tabindex="-1">
      <div class="bar">
        <h2 id="customers-heading">Customers <span class="count" id="customer-count"></span></h2>
        <input id="search" type="search" placeholder="Find by name, domain or id" aria-label="Find customers" autocomplete="off" spellcheck="false">
        <button type="button" id="add-customer" class="main">Add customer</button>
      </div>
      <p id="undo" class="undo" hidden></p>
      <div id="customer-list" class="scrolls" tabindex="0" role="region" aria-label="List of customers">
        <ul id="customer-items" class="customers"></ul>
        <p id="customer-note" class="empty" hidden></p>
      </div>
    </section>
    <section class="card" aria-labelledby="codes-heading">
      <div class="bar">
        <h2 id="codes-heading">Validation codes <span class="count" id="code-count"></span></h2>
        <label class="switch"><input type="checkbox" id="show-codes"> Show them</label>
        <button type="button" id="add-code">Add code</button>
      </div>
      <div id="code-list" class="scrolls" tabindex="0" role="region" aria-label="List of validation codes"></div>
    </section>
  </div>
  <div class="column">
    <section class="card" aria-labelledby="requests-heading">
      <div class="bar">
        <h2 id="requests-heading">Requests <span class="count" id="request-count"></span></h2>
        <label class="switch"><input type="checkbox" id="pause"> Pause</label>
        <button type="button" id="clear-requests">Clear</button>
      </div>
      <div id="request-list" class="requests"></div>
    </section>
    <section class="card" aria-labelledby="scenario-heading">
      <div class="bar">
        <h2 id="scenario-heading">Scenario</h2>
        <button type="button" id="stop-scenario">End</button>
        <button type="submit" form="scenario-form">Play</button>
      </div>
      <form id="scenario-form" class="scenario-form">
        <textarea id="scenario" rows="3" spellcheck="false" autocomplete="off" aria-labelledby="scenario-heading" aria-describedby="scenario-error" placeholder="approve after 2s&#10;deny &quot;Not an Academic Domain&quot; once for contoso.edu&#10;429 3 times on GET"></textarea>
        <p id="scenario-error" class="form-error" role="alert"></p>
      </form>
    </section>
    <section class="card" aria-labelledby="faults-heading">
      <div class="bar">
        <h2 id="faults-heading">Faults <span class="count" id="fault-count"></span></h2>
        <button type="button" id="clear-faults">All off</button>
      </div>
      <form id="fault-form" class="fault-form"></form>
      <div id="fault-list"></div>
    </section>
  </div>
</main>
<footer>
  <p>Everything here happens on this machine. No request reaches Microsoft.</p>
  <p><a href="/_emulator/">Control interface</a></p>
</footer>
</body>
</html>
`;
