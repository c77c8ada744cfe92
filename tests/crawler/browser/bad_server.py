"""A loopback server with one address for each bad behaviour that a browser must live through."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

GOOD = """<!doctype html><html lang="en"><head><title>Good</title></head><body>
<header><a href="/">Home</a></header><main><h1>Hello</h1><p>Some text.</p>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" id="no-alt"></main></body></html>"""
HEAD = "<!doctype html><html lang=en><title>Bad</title><main><h1>Bad</h1><p>Text</p></main>"

PAGES = {
    "/good": GOOD,
    "/experimental": HEAD
    + """<style>button{width:10px;height:10px;padding:0;border:0;margin:0}</style>
<p><b>This paragraph looks like a heading</b></p><p>And this one is an ordinary one, plainly longer.</p>
<button aria-label=a></button><button aria-label=b></button>
<table><tr><td colspan=3>A caption in a cell</td></tr><tr><td>1<td>2<td>3</tr>
<tr><td>4<td>5<td>6</tr><tr><td>7<td>8<td>9</tr></table>""",
    "/loop": HEAD + "<script>for(;;);</script>",
    "/loop-later": HEAD + "<script>onload=()=>setTimeout(()=>{for(;;);},0)</script>",
    "/slow-axe": HEAD
    + "<script>const real=getComputedStyle;window.getComputedStyle=(...a)=>{const until=Date.now()+60000;"
    "while(Date.now()<until);return real(...a)}</script>",
    "/alerts": HEAD + "<script>for(let i=0;i<50;i++){alert(i);confirm(i);prompt(i)}print();"
    "setInterval(()=>alert('again'),1)</script>",
    "/leaving": HEAD
    + "<script>onbeforeunload=e=>{e.preventDefault();return 'Stay'};addEventListener('beforeunload',"
    "e=>{e.preventDefault();e.returnValue='Stay'});onunload=()=>{alert('bye')}</script>",
    "/leaving-for-ever": HEAD + "<script>addEventListener('pagehide',()=>{for(;;);})</script>",
    "/endless-image": HEAD + "<img alt='' src=/never>",
    "/endless-script": HEAD + "<script src=/never></script><p id=after>after",
    "/huge": HEAD + "<p>x" * 20_000,
    "/deep": HEAD
    + "<script>let at=document.body;for(let i=0;i<20000;i++){const d=document.createElement('i');"
    "at.append(d);at=d}</script>",
    "/deep-but-few": HEAD
    + "<script>let at=document.body;for(let i=0;i<5000;i++){const d=document.createElement('i');"
    "at.append(d);at=d}</script>",
    "/refresh": "<!doctype html><html lang=en><meta http-equiv=refresh content='0; url=/good'><title>x</title>",
    "/script-redirect": HEAD + "<script>location.replace('/good?moved')</script>",
    "/fragment": HEAD + "<script>location.hash='there'</script>",
    "/pushed": HEAD + "<script>history.replaceState({},'','/other-address')</script>",
    "/reload": HEAD + "<script>setTimeout(()=>location.reload(),1)</script>",
    "/popups": HEAD
    + "<a id=a target=_blank href=/good>x</a><script>for(let i=0;i<5;i++)window.open('/good');"
    "document.getElementById('a').click()</script>",
    "/frames": HEAD + "<iframe title=inner src=/framed></iframe>",
    "/framed": "<!doctype html><html lang=en><title>In</title><img id=in-frame src=data:,>",
    "/crash": HEAD + "<script>const a=[];for(;;)a.push(new Uint8Array(1e9).fill(1))</script>",
    "/submits": HEAD
    + "<form action=/submitted method=post><input name=a></form><script>document.forms[0].submit();"
    "document.forms[0].requestSubmit()</script>",
    "/clobbered": HEAD
    + "<img alt='' name=documentElement><img alt='' name=createTreeWalker><form name=getElementsByTagName>"
    "<input aria-label=x name=firstChild><input aria-label=y name=parentNode></form>",
    "/half-characters": HEAD
    + "<script>document.body.append('half \\ud800 character \\0');document.title='\\udfff'</script>"
    "<img id='half' src=data:,><script>half.id='a\\ud800b'</script>",
    "/axe-broken": HEAD
    + "<script>Object.defineProperty(window,'axe',{value:{},writable:false})</script>",
    "/axe-const": HEAD + "<script>const axe='x',module={exports:{}}</script>",
    "/axe-var": HEAD + "<script>var axe='x';function define(){throw 1};define.amd={}</script>",
    "/axe-opened": HEAD
    + "<script>onload=()=>{document.open();document.write('<!doctype html><html lang=en><title>Bad"
    "</title><h1>Bad</h1><iframe title=inner src=/framed></iframe>');document.close()}</script>",
    "/frame-written": HEAD
    + "<iframe id=f title=inner></iframe><script>const d=f.contentDocument;d.open();d.write("
    "'<html lang=en><title>x</title><img id=in-frame src=data:,>');d.close()</script>",
    "/axe-unusable": HEAD
    + "<script>Object.defineProperty(Node.prototype,'nodeType',{get(){throw new Error('no')}})"
    "</script>",
    "/axe-throws": HEAD
    + "<script>window.getComputedStyle=()=>{throw new Error('no styles here')}</script>",
    "/spoilt": HEAD + "<iframe title=inner src=/framed></iframe>"
    "<script>Array.prototype.toJSON=function(){return 'spoilt'}</script>",
    "/lazy-frame": HEAD
    + "<div id=d style='content-visibility:hidden'><iframe title=inner loading=lazy src=/framed></iframe>"
    "</div><script>onload=()=>setTimeout(()=>{d.style=''},300)</script>",
    "/lazy-frame-far-down": HEAD
    + "<div style=height:20000px></div><iframe title=inner loading=lazy src=/framed></iframe>",
    "/frame-emptied": HEAD + "<img id=outer src=data:,><iframe title=inner src=/emptied></iframe>",
    "/emptied": "<title>x</title><script>onload=()=>document.documentElement.remove()</script>",
    "/refreshing": HEAD.replace("<title>", "<meta http-equiv=refresh content=0><title>"),
    "/cookie": HEAD
    + "<script>document.body.append(`seen: ${document.cookie}${localStorage.a}${sessionStorage.a}`);"
    "document.cookie='was=here';localStorage.a=sessionStorage.a='here'</script>",
    "/agent": HEAD + "<script>document.body.append(navigator.userAgent)</script>",
}

OTHERS = {
    "/download": (200, "application/zip", "PK", ("Content-Disposition", "attachment")),
    "/plain": (200, "text/plain", "just text"),
    "/error": (503, "text/html", "<title>Sorry</title>"),
    "/moved": (302, "text/html", "", ("Location", "/good")),
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.server.posted.append(self.path)
        self._send(200, "text/html", GOOD)

    def do_GET(self):
        path = self.path.partition("?")[0]
        self.server.asked.append((self.path, self.headers.get("User-Agent", "")))
        if path in PAGES:
            self._send(200, "text/html; charset=utf-8", PAGES[path])
        elif path in OTHERS:
            self._send(*OTHERS[path])
        elif path.startswith("/to/"):
            self._send(200, "text/html", f"<title>x</title><script>location='{path[4:]}'</script>")
        elif path == "/fetches":
            port = self.path.partition("?")[2]
            self._send(200, "text/html", HEAD + FETCHES.replace("PORT", port))
        elif path == "/empty":
            self.send_response(204)
            self.end_headers()
        elif path == "/never":
            self.server.stopping.wait(30)
        elif path == "/endless-body":
            self._endless()
        else:
            self._send(404, "text/html", "<title>Not found</title>")

    def _send(self, status, kind, text, *headers):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _endless(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(HEAD.encode())
        try:
            while not self.server.stopping.is_set():
                self.wfile.write(b"<p>more</p>\n")
                time.sleep(0.1)
        except OSError:
            pass
        self.close_connection = True

    def log_message(self, *_):
        pass


FETCHES = """<iframe title=x src="http://127.0.0.1:PORT/good"></iframe><p id=said></p><script>
const ask = url => fetch(url, {mode: "no-cors"}).then(() => "reached", () => "refused");
Promise.all(["http://127.0.0.1:PORT/", "http://localhost:PORT/", "http://[::1]:PORT/",
  "http://2130706433:PORT/", "http://0.0.0.0:PORT/"].map(ask)).then(a => said.textContent = a.join(" "));
</script>"""


class BadServer(ThreadingHTTPServer):
    """Serves the bad behaviours; notes what it was asked."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked = []
        self.posted = []
        self.stopping = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, path):
        return f"http://127.0.0.1:{self.server_port}{path}"

    def handle_error(self, *_):  # a killed browser breaks its connections
        pass

    def close(self):
        self.stopping.set()
        self.shutdown()
        self.server_close()
