package dev.signalbox.mcp.transport;

import org.springframework.test.context.TestPropertySource;

/** Some groups are not served: then nothing of them is, whatever a token carries. */
@TestPropertySource(properties = {"signalbox.mcp.groups=core,runs,hosted", "signalbox.mcp.risk=true"})
class GroupsOffVisibilityTest extends ToolVisibility {}
