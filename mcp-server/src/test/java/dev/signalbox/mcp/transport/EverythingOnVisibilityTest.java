package dev.signalbox.mcp.transport;

import org.springframework.test.context.TestPropertySource;

/** All there is, is served. */
@TestPropertySource(
        properties = {"signalbox.mcp.groups=core,catalog,websocket,pat,runs,hosted", "signalbox.mcp.risk=true"})
class EverythingOnVisibilityTest extends ToolVisibility {}
