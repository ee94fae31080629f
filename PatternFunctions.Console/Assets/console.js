// Live refresh, keys, countdowns. Everything works without it: it sends the same forms and follows the same links.
// All of it in one file, longer than others here, so that a page asks for it once and never again.
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
        : time.dataset.span === 'ago' && Math.abs(left) >= 60000 ? body.dataset.spanAgo.replace('{0}', age(left))
        : age(left);
      if (time.textContent !== text) {
        time.textContent = text;
      }
    }
  };

  // What somebody has typed in there and not sent.
  const wordsIn = (region) =>
    [...region?.querySelectorAll('#response, #reason') ?? []].find((box) => (box.value !== box.defaultValue || 'draft' in box.dataset));

  // Somebody is at work in there: a text is being typed, or a part was opened by hand, or words are kept that could not be sent.
  const isBusy = (region) =>
    region.contains(document.activeElement) && document.activeElement.matches('textarea, input, select')
    || region.querySelector('details.verdict[open], #unsent:not([hidden])') !== null
    || wordsIn(region) !== undefined;

  const pane = () => document.getElementById('question');

  const numberIn = (count) => Number(count.firstElementChild.textContent.replace(/\D/g, ''));

  // Two short notes for a new question, for those who asked for them. Made here: no file, and nothing from elsewhere.
  let audio = null;
  const sound = document.getElementById('sound');
  const hears = () => localStorage.getItem('pf-sound') === 'on';
  const ring = () => {
    if (!hears()) {
      return;
    }

    audio ??= new AudioContext();
    audio.resume();
    for (const [note, at] of [[660, 0], [880, 0.14]]) {
      const [tone, volume] = [audio.createOscillator(), audio.createGain()];
      tone.frequency.value = note;
      volume.gain.setValueAtTime(0.12, audio.currentTime + at);
      volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at + 0.22);
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + at);
      tone.stop(audio.currentTime + at + 0.24);
    }
  };

  if (sound) {
    const show = () => {
      sound.setAttribute('aria-pressed', String(hears()));
      sound.querySelector('span').textContent = hears() ? sound.dataset.on : sound.dataset.off;
    };
    sound.hidden = false;
    show();
    sound.addEventListener('click', () => {
      localStorage.setItem('pf-sound', hears() ? 'off' : 'on');
      show();
      ring();
    });
  }

  // The queue with the question that is looked at, whichever is first by now.
  const addressNow = () => {
    if (!document.querySelector('.desk')) {
      return location.href;
    }

    const asked = new URLSearchParams();
    const done = new URLSearchParams(location.search).get('done');
    if (done) {
      asked.set('done', done);
    }

    if (pane()) {
      asked.set('item', pane().dataset.item);
    }
    return `${pulse.replace(/pulse$/, '')}?${asked}`;
  };

  // It was decided elsewhere while somebody was at work: no button works any more, and the words stay to be read.
  const leave = (region, other) => {
    const words = wordsIn(region);
    if (region.dataset.item !== other?.dataset.item) {
      for (const button of region.querySelectorAll('.proposal button')) {
        button.disabled = true;
      }
      return;
    }

    const typing = words === document.activeElement;
    region.replaceWith(document.adoptNode(other));
    if (words) {
      const box = other.querySelector('#unsent-words');
      box.value = words.value;
      other.querySelector('#unsent').hidden = false;
      if (typing) {
        box.focus({ preventScroll: true });
      }
    }
  };

  const refresh = async () => {
    const response = await fetch(addressNow(), { headers: { 'X-Live': '1' }, credentials: 'same-origin' });
    if (!response.ok || response.redirected) {
      return;
    }

    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    document.title = fresh.title;
    const counted = document.getElementById('waiting-count');
    const count = fresh.getElementById('waiting-count');
    if (counted && count) {
      if (numberIn(count) > numberIn(counted)) {
        ring();
      }

      counted.replaceWith(document.adoptNode(count));
    }

    for (const region of document.querySelectorAll('[data-live]')) {
      const other = fresh.getElementById(region.id);
      if (!other && region !== pane() || region.innerHTML === other?.innerHTML) {
        continue;
      }

      const isOver = region === pane() && (region.dataset.item !== other?.dataset.item || !('waiting' in other.dataset));
      if (isBusy(region)) {
        if (isOver) {
          leave(region, other);
        }
        continue;
      }

      if (!other) {
        region.remove();
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

    const detail = fresh.getElementById('question');
    if (detail && !pane()) {
      document.querySelector('.desk')?.append(document.adoptNode(detail));
    }

    // The list marks what is shown, and nothing else.
    for (const link of document.querySelectorAll('.inbox a')) {
      if (link.dataset.item === pane()?.dataset.item) {
        link.setAttribute('aria-current', 'true');
      } else {
        link.removeAttribute('aria-current');
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
    const asked = new URLSearchParams();
    // On a phone the first question is there, but not to be seen.
    if (pane()?.offsetParent) {
      asked.set('item', pane().dataset.item);
    }

    if (document.querySelector('[data-imports]')) {
      asked.set('imports', '1');
    }

    const response = await fetch(`${pulse}?${asked}`, { credentials: 'same-origin' });
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
    // The first time, too: something may have changed since the page was made.
    if (version !== state.version && document.querySelector('[data-live]')) {
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

  const toEnd = (input) => {
    input?.focus();
    input?.setSelectionRange?.(input.value.length, input.value.length);
  };

  const open = (id) => {
    const part = document.getElementById(id);
    if (part?.matches('details')) {
      part.open = true;
    }
    toEnd(part?.querySelector('textarea, input:not([type="hidden"])'));
  };

  const approve = () => {
    const form = document.getElementById('approve');
    if (form && !pane().querySelector('details.verdict[open]') && !form.querySelector('button').disabled) {
      form.requestSubmit();
    }
  };

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    a: approve,
    e: () => open('edit'),
    r: () => open('reject'),
    u: () => [...document.querySelectorAll('[data-undo]')].pop()?.click(),
    '?': () => document.getElementById('keys-help')?.showModal(),
  };

  // These leave words alone; every other key would send something else, or go elsewhere.
  const harmless = ['e', '?'];

  const close = (details) => {
    details.querySelector('form').reset();
    details.open = false;
    details.querySelector('summary').focus();
  };

  document.addEventListener('click', (event) => {
    const cancel = event.target.closest?.('[data-close]');
    const details = cancel?.closest('details.verdict');
    // Words that came with the page go with it.
    if (details && !details.querySelector('[data-draft]') && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      close(details);
    }
  });

  document.addEventListener('toggle', (event) => {
    if (event.target.matches?.('details.verdict[open]')) {
      toEnd(event.target.querySelector('textarea, input:not([type="hidden"])'));
    }
  }, true);

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      const details = document.activeElement?.closest?.('details.verdict[open]');
      if (details && !wordsIn(details)) {
        close(details);
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
      if (!wordsIn(pane()) || harmless.includes(event.key)) {
        keys[event.key]();
      }
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

    // Back from elsewhere, the browser brings words back: not into a box that is shut.
    if (wordsIn(document.getElementById('edit'))) {
      open('edit');
    }
  });

  // A file, with how much of it has been sent; without this the browser sends the same form by itself.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    const bar = form.querySelector('progress');
    if (!form.matches('[data-upload]') || event.defaultPrevented) {
      return;
    }

    event.preventDefault();
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.upload.addEventListener('progress', (sent) => { bar.value = (100 * sent.loaded) / sent.total; });
    request.addEventListener('load', () => {
      if (request.status < 400) {
        location.href = request.responseURL;
        return;
      }

      const fresh = new DOMParser().parseFromString(request.responseText, 'text/html').getElementById('main');
      document.getElementById('main').replaceWith(document.adoptNode(fresh));
    });
    request.addEventListener('error', () => {
      bar.hidden = true;
      delete form.dataset.sent;
      form.submit();
    });
    bar.hidden = false;
    request.send(new FormData(form));
  });

  for (const all of document.querySelectorAll('[data-check-all]')) {
    all.closest('.script-only').hidden = false;
    all.addEventListener('change', () => {
      for (const box of document.querySelectorAll(`input[type="checkbox"][name="${all.dataset.checkAll}"]`)) {
        box.checked = all.checked;
      }
    });
  }

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
