package dev.signalbox.mcp.transport;

import org.springframework.test.context.TestPropertySource;

/** The risk switch is off, as it is by default. */
@TestPropertySource(properties = {"signalbox.mcp.groups=core,catalog,websocket,pat,runs,hosted"})
class RiskOffVisibilityTest extends ToolVisibility {}
