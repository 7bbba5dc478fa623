package dev.signalbox.local;

import java.nio.file.Path;

/** What a person needs to go on: three addresses, the sign-in, the token, and a block for each client. */
final class Welcome {

    private Welcome() {}

    static String text(Ports ports, Demo demo, Path data) {
        return Resources.text("welcome.txt")
                .replace("<console>", ports.address(Port.CONSOLE).toString())
                .replace("<platform>", ports.address(Port.PLATFORM).toString())
                .replace("<mcp>", ports.address(Port.MCP) + "/mcp")
                .replace("<email>", demo.email())
                .replace("<password>", demo.password())
                .replace("<data>", data.toString())
                .replace("<token>", demo.pat());
    }
}
