# The web application on port 8080, as an unprivileged user, with its data (database, snapshots, cookie keys) in the volume /app/App_Data.
#
#   docker build -t amiblazor .
#   docker run --name amiblazor -p 127.0.0.1:8080:8080 -v amiblazor:/app/App_Data amiblazor
#
# The volume must be on a local disk: a network share (NFS, CIFS) that does not lock cannot hold SQLite. One container at a time serves it.
#
# First start: “docker logs amiblazor” ends with a link, http://localhost:8080/first-start?token=…, which creates the first administrator. If nobody
# reads the log, configure the first administrator with a mounted secret:
#
#   -e Setup__Administrator__UserName=ada -e Setup__Administrator__PasswordFile=/run/secrets/ada -v /path/to/password:/run/secrets/ada:ro
#
# The password is the first line of that file, which the container's user must be able to read. Users on the machine itself sign in at
# http://localhost:8080; all others need HTTPS (docs/security.md). A reverse proxy on the machine connects from the address of Docker's bridge:
#
#   -e ReverseProxy__Networks__0=172.17.0.1 -e AllowedHosts=amiblazor.example

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY AmiBlazor/AmiBlazor.csproj AmiBlazor/packages.lock.json AmiBlazor/
RUN dotnet restore AmiBlazor --locked-mode
COPY AmiBlazor/ AmiBlazor/
RUN dotnet publish AmiBlazor --configuration Release --no-restore --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
RUN mkdir -m 700 App_Data && chown $APP_UID App_Data
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
VOLUME /app/App_Data
USER $APP_UID
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["dotnet", "AmiBlazor.dll", "health"]
ENTRYPOINT ["dotnet", "AmiBlazor.dll"]
