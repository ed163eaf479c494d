"""The door to MkDocs: hands over pages, files and log lines. Nothing else imports MkDocs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from evidence.citations import STYLES
from evidence.exports.sitemap import hreflangs
from evidence.headers import header_files, inline_hashes, page_policy
from evidence.library import Library
from evidence.loading import LOCALES, Folders
from evidence.markup import TEMPLATES
from evidence.outputs import Page as EvidencePage
from evidence.outputs import relative
from evidence.settings import Settings, settings_from
from evidence.site import Site, build
from evidence.suggesting import form_of

log = get_plugin_logger("evidence")
POLICY = "<!-- policy -->"
"""Stands for a page's policy until all of the page, the theme's scripts too, is written."""


class EvidenceConfig(Config):  # type: ignore[no-untyped-call]
    """The options under ``plugins: evidence:`` in mkdocs.yml."""

    languages = config_options.ListOfItems(config_options.Type(str), default=["en"])
    suggest_url = config_options.Type(str, default="")
    citation_style = config_options.Choice(sorted(STYLES), default="vancouver")
    leaflets = config_options.Type(bool, default=False)
    cards = config_options.Type(bool, default=False)


class ReadyPage(Page):
    """A page whose body and table of contents are made already."""

    def __init__(self, made: EvidencePage, file: File, config: MkDocsConfig) -> None:
        super().__init__(made.title, file, config)
        self.made = made
        self.markdown = ""
        self.content = made.text
        self.toc = TableOfContents([AnchorLink(h.title, h.id, 2) for h in made.toc])
        self.meta = {"title": made.title, "description": made.description,
                     "language": made.lang, "direction": made.direction}

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown to read."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The body is rendered already."""

    def validate_anchor_links(self, *, files: Files, log_level: int) -> None:
        """Links were made from entries, and checked there."""


class EvidencePlugin(BasePlugin[EvidenceConfig]):  # type: ignore[no-untyped-call]
    """Makes the site from content/ and bibliography/ and gives it to MkDocs as files."""

    def __init__(self) -> None:
        super().__init__()
        self.serving = False
        self.site = Site(Library())
        self.scripts: dict[str, None] = {}

    def on_startup(
        self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool
    ) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        for template in ("404.html", "sitemap.xml"):
            config.theme.static_templates.discard(template)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build before MkDocs empties the site's folder: an error leaves the old site alone."""
        root = Path(config.config_file_path).resolve().parent
        edit_base = f"{config.repo_url.rstrip('/')}/{config.edit_uri}" if (
            config.repo_url and config.edit_uri) else ""
        site_url = (config.site_url or "").rstrip("/") + "/" if config.site_url else ""
        self.site = build(Folders(root), self._settings(config), site_url=site_url,
                          edit_base=edit_base, forgiving=self.serving)
        for problem in self.site.diagnostics:
            # A warning is advice to an author; --strict is about the build, and lets it pass.
            (log.error if problem.severity == "error" else log.info)(str(problem))
        if self.site.errors and not self.serving:
            count = len(self.site.errors)
            raise PluginError(f"{count} {'error' if count == 1 else 'errors'} in the content; "
                              "the site was not touched")

    def _settings(self, config: MkDocsConfig) -> Settings:
        settings = settings_from(dict(self.config))
        return replace(settings, suggest_url=settings.suggest_url or form_of(config.repo_url or ""))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for file in list(files.documentation_pages()):
            files.remove(file)  # hand-written pages come from us too, in every language
        for page in self.site.pages:
            file = File.generated(config, f"{page.url}index.md", content="",
                                  inclusion=InclusionLevel.NOT_IN_NAV)
            ReadyPage(page, file, config)
            files.append(file)
        for output in self.site.files:
            if (theirs := files.get_file_from_path(output.path)) is not None:
                files.remove(theirs)
            files.append(File.generated(config, output.path, content=output.text))
        return files

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        if isinstance(page, ReadyPage):
            made = page.made
            context["base_url"] = relative(made.url, made.search_base)
            context["made"] = made  # type: ignore[typeddict-unknown-key]
            context["frame"] = made.frame  # type: ignore[typeddict-unknown-key]
            site_url = (config.site_url or "").rstrip("/") + "/"
            context["hreflangs"] = hreflangs(made, site_url)  # type: ignore[typeddict-unknown-key]
            context["policy"] = POLICY  # type: ignore[typeddict-unknown-key]
            # Who reads these may not know where it found them: WordPress asks for whole addresses.
            context["head_links"] = [  # type: ignore[typeddict-unknown-key]
                (link, site_url + link.url if config.site_url else relative(made.url, link.url))
                for link in made.links]
            page.canonical_url = site_url + made.canonical if config.site_url else None
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Say in the page what it may load; the server that reloads it while serving adds more."""
        found = inline_hashes(output)
        self.scripts |= dict.fromkeys(found)
        tag = "" if self.serving else (
            f'<meta http-equiv="Content-Security-Policy" content="{page_policy(found)}">')
        return output.replace(POLICY, tag, 1)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The headers come last: they name the scripts that the theme put into the pages."""
        root = urlsplit(config.site_url or "").path or "/"
        pages = (page.url for page in self.site.pages)
        for output in header_files(self.scripts, pages, root):
            Path(config.site_dir, output.path).write_text(str(output.text), encoding="utf-8")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        root = Path(config.config_file_path).resolve().parent
        watched = [root / "content", root / "bibliography", LOCALES, TEMPLATES]
        if config.theme.custom_dir:
            watched.append(Path(config.theme.custom_dir))
        for folder in watched:
            if folder.is_dir():
                server.watch(str(folder))
        return server
