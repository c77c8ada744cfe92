"""Scrapy's settings and Dropkerb's own, each with a line of comment. Imports nothing of ours."""

import os as _os

BOT_NAME = "dropkerb"  # checked at start: a stranger's settings.py on the path would win silently
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# --- manners: who we are, how fast, what we never do
USER_AGENT = "Dropkerb/0.1 (nightly website audit)"  # each site adds its contact address
ROBOTSTXT_OBEY = True  # not to be switched off
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one request at a time to one host
CONCURRENT_REQUESTS = 8  # over all hosts; only the link check talks to more than one
DOWNLOAD_DELAY = 1.0  # seconds between requests to one host; each site's rate replaces it
DOWNLOAD_DELAY_JITTER = 0  # a steady pulse is easier on a small server, and for the reader
RETRY_TIMES = 2  # after the first try
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]  # 429 is obeyed, not hammered
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the record says it better
COOKIES_ENABLED = False  # a session would make every page look different
REDIRECT_ENABLED = False  # we record each hop ourselves
METAREFRESH_ENABLED = False  # the browser sees those
DOWNLOAD_VERIFY_CERTIFICATES = True  # a bad certificate is a finding, not a detail
DEFAULT_REQUEST_HEADERS = {  # as Chromium asks, so that the answer can be shown to it
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
    "image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
    "Accept-Language": "en-GB,en;q=0.9",
}
REFERER_ENABLED = False  # an auditor leaves no trail in other people's analytics
HTTPERROR_ALLOW_ALL = True  # a 404 is a result, not an accident
DOWNLOAD_MAXSIZE = 5 * 1024 * 1024  # bytes of one page, also after decompression
DOWNLOAD_WARNSIZE = 0  # the size is recorded; a warning says nothing more
DOWNLOAD_FAIL_ON_DATALOSS = False  # robots.txt and sitemaps; a page that breaks off is an error
DEPTH_LIMIT = 0  # the frontier counts depth itself
URLLENGTH_LIMIT = 0  # the scope rules judge length themselves

# --- parts
SCHEDULER = "crawler.scheduler.FrontierScheduler"
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.guard.GuardMiddleware": 50,  # refuses private addresses before anything is sent
    "crawler.robots.Robots": 100,  # obeys robots.txt and remembers what it said
}
ITEM_PIPELINES = {
    "crawler.pipelines.JudgePipeline": 100,  # browser look and audits
    "crawler.pipelines.StorePipeline": 200,  # one transaction a page
}
EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "crawler.extensions.RunKeeper": 100,  # ends the run with a status and a reason
    "crawler.extensions.HtmlOnly": 200,  # stops the download of what is no page
    "crawler.progress.Progress": 300,  # what the person at the terminal sees
}
TWISTED_DNS_RESOLVER = "crawler.guard.GuardedResolver"
DOWNLOAD_HANDLERS = {  # the web, and nothing else
    **dict.fromkeys(("data", "file", "ftp", "s3")),
    **dict.fromkeys(("http", "https"), "crawler.downloads.BoundedDownloadHandler"),
}
TELNETCONSOLE_ENABLED = False  # no open ports
REMOTE_CONTROL_ENABLED = False  # no open ports
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"  # only an asked-for stop drops items
STATS_DUMP = False  # the run's row in the record says it better
LOG_LEVEL = "WARNING"  # the command line's --verbose turns this up
LOGSTATS_INTERVAL = 0  # progress is shown by crawler.progress

# --- Dropkerb's own
DROPKERB_DB = "dropkerb.db"  # the record
DROPKERB_OUT = "out"  # the report
DROPKERB_SITES = "sites.toml"  # the sites file
DROPKERB_BROWSERS = 0  # browsers at work; 0 means one a core
DROPKERB_EXECUTOR = "local"  # who opens pages: local, or a Dask scheduler such as tls://host:8786
DROPKERB_EXECUTOR_SECONDS = 60  # until a run ends in part when the cluster has no worker left
DROPKERB_TLS_CA = ""  # path of the certificate authority of a tls:// cluster, PEM
DROPKERB_TLS_CERT = ""  # path of this machine's certificate for it, PEM
DROPKERB_TLS_KEY = ""  # path of that certificate's private key, PEM
DROPKERB_FULL_LOOK_DAYS = 14  # a page that does not change is opened in a browser that often
DROPKERB_CHROMIUM = ""  # path of Chromium; empty: looked for where Debian puts it
DROPKERB_CHROMEDRIVER = ""  # path of chromedriver; empty: looked for where Debian puts it
DROPKERB_AXE_PATH = ""  # path of axe.min.js; empty: looked for in node_modules
DROPKERB_IBM_PATH = ""  # path of IBM's ace.js, the second engine; empty: looked for in node_modules
DROPKERB_ANSWER_SECONDS = 30  # for one answer to the crawler; DOWNLOAD_TIMEOUT is set to it
DROPKERB_PAGE_LOAD_SECONDS = 30  # until the load event; after that the page counts as partial
DROPKERB_SCRIPT_SECONDS = 45  # for one script of ours in a page, axe above all
DROPKERB_PAGE_SECONDS = 90  # for one page altogether; after that the browser is replaced
DROPKERB_TRY_OUT = True  # try each page out: keys, narrow windows, larger text, buttons
DROPKERB_EVIDENCE = True  # keep role, name and a picture of an element for each cause
DROPKERB_LINK_CHECK = True  # ask each linked address outside the crawl once
DROPKERB_EXTERNAL_PER_HOST = 30  # link checks of one foreign host in one run
DROPKERB_PROGRESS = "auto"  # auto, live, lines or quiet
DROPKERB_LOG_FORMAT = "plain"  # plain, or json: a JSON object a line on standard error
DROPKERB_METRICS = ""  # path of a text file for Prometheus, written when a run ends; empty: none
DROPKERB_PRIVATE_HOSTS: list[str] = []  # private hosts that may be asked; the start host is added

# --- any DROPKERB_ setting may come from the environment
globals().update(
    {
        _name: _os.environ[_name]
        for _name in list(globals())
        if _name.startswith("DROPKERB_") and _name in _os.environ
    }
)
DOWNLOAD_TIMEOUT = globals()["DROPKERB_ANSWER_SECONDS"]  # seconds for one answer
