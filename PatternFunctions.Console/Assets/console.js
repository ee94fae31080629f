// Live refresh, keys, countdowns. Everything works without it: it sends the same forms and follows the same links.
(() => {
  'use strict';
  const body = document.body;
  const pulse = body.dataset.pulse;
  const started = performance.now();
  let serverNow = Number(body.dataset.now);
  let readAt = started;
  let version = null;

  // The server's clock, which need not be the browser's.
  const now = () => serverNow + (performance.now() - readAt);

  // As in Parts/Span.razor.
  const age = (milliseconds) => {
    const minutes = Math.floor(Math.abs(milliseconds) / 60000);
    return minutes < 1 ? body.dataset.spanNow
      : minutes < 60 ? `${minutes} min`
      : minutes < 1440 ? `${Math.floor(minutes / 60)} h`
      : `${Math.floor(minutes / 1440)} d`;
  };

  const countdown = (seconds) =>
    seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

  const tick = () => {
    for (const time of document.querySelectorAll('time[data-span]')) {
      const left = Date.parse(time.dateTime) - now();
      const text = time.dataset.span === 'count'
        ? (left <= 0 ? body.dataset.due : countdown(Math.ceil(left / 1000)))
        : age(left);
      if (time.textContent !== text) {
        time.textContent = text;
      }
    }
  };

  // Somebody is at work in there: a text is being typed, or a part was opened by hand.
  const isBusy = (region) =>
    region.contains(document.activeElement) && document.activeElement.matches('textarea, input, select')
    || region.querySelector('details.verdict[open]') !== null;

  const refresh = async () => {
    const response = await fetch(location.href, { headers: { 'X-Live': '1' }, credentials: 'same-origin' });
    if (!response.ok || response.redirected) {
      return;
    }

    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    document.title = fresh.title;
    const counted = document.getElementById('waiting-count');
    const count = fresh.getElementById('waiting-count');
    if (counted && count) {
      counted.replaceWith(document.adoptNode(count));
    }

    for (const region of document.querySelectorAll('[data-live]')) {
      const other = fresh.getElementById(region.id);
      if (!other || region.innerHTML === other.innerHTML || isBusy(region)) {
        continue;
      }

      // Another question has come to the top: whoever reads the old one keeps it.
      if (region.dataset.item && region.dataset.item !== other.dataset.item) {
        continue;
      }

      const opened = [...region.querySelectorAll('details')].map((details) => details.open);
      const focused = region.contains(document.activeElement) ? pathOf(document.activeElement, region) : null;
      const scrolled = region.scrollTop;
      region.replaceWith(document.adoptNode(other));
      [...other.querySelectorAll('details')].forEach((details, index) => { details.open = opened[index] ?? details.open; });
      other.scrollTop = scrolled;
      if (focused) {
        elementAt(focused, other)?.focus({ preventScroll: true });
      }
    }

    tick();
  };

  const pathOf = (element, root) => {
    const path = [];
    for (let at = element; at !== root; at = at.parentElement) {
      path.unshift([...at.parentElement.children].indexOf(at));
    }
    return path;
  };

  const elementAt = (path, root) => path.reduce((at, index) => at?.children[index], root);

  const beat = async () => {
    const open = document.querySelector('.desk-detail')?.dataset.item;
    const response = await fetch(open ? `${pulse}?item=${open}` : pulse, { credentials: 'same-origin' });
    if (response.status === 401) {
      location.reload();
      return;
    }

    if (!response.ok) {
      return;
    }

    const state = await response.json();
    [serverNow, readAt] = [state.now, performance.now()];
    say(state.taken);
    if (version !== null && version !== state.version) {
      await refresh();
    }
    version = state.version;
  };

  // Who looks at a question learns at once that somebody else has decided it.
  const say = (sentence) => {
    let toast = document.querySelector('.toast');
    if (!sentence) {
      toast?.remove();
    } else if (toast?.textContent !== sentence) {
      toast ??= document.body.appendChild(document.createElement('div'));
      toast.className = 'toast';
      toast.setAttribute('role', 'status');
      toast.textContent = sentence;
    }
  };

  const keepUp = async () => {
    for (;;) {
      await new Promise((resolve) => { setTimeout(resolve, document.hidden ? 5000 : 2000); });
      try {
        await beat();
      } catch {
        // No network: the next beat tries again.
      }
    }
  };

  const move = (step) => {
    const links = [...document.querySelectorAll('.inbox a')];
    const at = links.findIndex((link) => link.hasAttribute('aria-current'));
    links[Math.min(links.length - 1, Math.max(0, at + step))]?.click();
  };

  const open = (id, field) => {
    const details = document.getElementById(id);
    if (details) {
      details.open = true;
      const input = document.getElementById(field);
      input?.focus();
      input?.setSelectionRange?.(input.value.length, input.value.length);
    }
  };

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    a: () => document.getElementById('approve')?.requestSubmit(),
    e: () => open('edit', 'response'),
    r: () => open('reject', 'reason'),
    '?': () => document.getElementById('keys-help')?.showModal(),
  };

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      const details = document.activeElement?.closest?.('details.verdict[open]');
      if (details) {
        details.open = false;
        details.querySelector('summary').focus();
      }
      return;
    }

    if (event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key === 'Enter' && event.target.form) {
        event.target.form.requestSubmit();
      }
      return;
    }

    if (!event.target.closest('input, textarea, select, dialog') && Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // A second click must not send a form twice.
  document.addEventListener('submit', (event) => {
    if (event.target.method !== 'post' || event.defaultPrevented) {
      return;
    }

    if (event.target.dataset.sent) {
      event.preventDefault();
    }
    event.target.dataset.sent = '1';
  });
  window.addEventListener('pageshow', () => {
    for (const form of document.forms) {
      delete form.dataset.sent;
    }
  });

  // The same preview that the button gives, while one types.
  let typing;
  document.addEventListener('input', (event) => {
    const button = event.target.form?.querySelector('button[data-preview]');
    if (button) {
      clearTimeout(typing);
      typing = setTimeout(async () => {
        const response = await fetch(button.formAction, { method: 'POST', body: new URLSearchParams(new FormData(button.form)), credentials: 'same-origin' });
        const fresh = response.ok && new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('preview');
        if (fresh) {
          document.getElementById('preview').replaceWith(document.adoptNode(fresh));
        }
      }, 250);
    }
  });

  document.addEventListener('input', (event) => {
    const counter = event.target.id && document.querySelector(`[data-count-for="${event.target.id}"]`);
    if (counter) {
      counter.textContent = `${event.target.value.length} / ${event.target.maxLength}`;
    }
  });

  tick();
  setInterval(tick, 500);
  if (pulse) {
    keepUp();
  }
})();
